package org.lockkeeper.proxy.app;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.lockkeeper.message.ServiceId;
import org.lockkeeper.proxy.app.GatewayConfig.ServiceRoute;
import org.lockkeeper.proxy.codec.Route;
import org.lockkeeper.proxy.service.DescribedService;

/** From what the operator set to what the wire drives. */
final class Routes {

  /** Of a route that is only asked, never asked through. */
  static final Route.Exchanges NOBODY =
      (head, _) -> {
        throw new IllegalStateException("no client is served here: " + head);
      };

  private Routes() {}

  static Route to(ServiceRoute route, Route.Exchanges exchanges) {
    return new Route(route.host(), route.upstream(), exchanges, route.leg());
  }

  /**
   * Checks that every configured service is described.
   *
   * @throws UsageException naming those that are not, and those that are
   */
  static void check(List<ServiceRoute> routes, Map<ServiceId, DescribedService> described) {
    for (ServiceRoute route : routes) {
      described(route, described);
    }
  }

  static DescribedService described(
      ServiceRoute route, Map<ServiceId, DescribedService> described) {
    DescribedService service = described.get(route.service());
    if (service == null) {
      throw new UsageException(
          "no description of the service \""
              + route.service()
              + "\"; described are "
              + new TreeSet<>(described.keySet().stream().map(ServiceId::value).toList()));
    }
    return service;
  }
}
