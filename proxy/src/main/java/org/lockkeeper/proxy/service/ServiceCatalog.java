package org.lockkeeper.proxy.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.lockkeeper.message.ServiceId;

/** Lists what is known of each described service, as data; how it looks is its reader's affair. */
public final class ServiceCatalog {

  private ServiceCatalog() {}

  /**
   * One service.
   *
   * @param docs where its public documentation is
   * @param verifiedAgainst what the description was checked against, in words
   * @param plays how many transcripts prove it here
   */
  public record Listed(
      ServiceId id,
      String title,
      String docs,
      String verifiedAgainst,
      List<ListedOperation> operations,
      long plays) {
    public Listed {
      operations = List.copyOf(operations);
    }

    /** How many operations carry a message and are judged. */
    public long judged() {
      return operations.stream().filter(ListedOperation::carriesMessage).count();
    }
  }

  /**
   * One operation of a service.
   *
   * @param act what it does: {@code post}, {@code topic}, {@code pass} …
   */
  public record ListedOperation(
      String name, String act, List<String> routes, boolean carriesMessage) {
    public ListedOperation {
      routes = List.copyOf(routes);
    }
  }

  /**
   * Lists services.
   *
   * @param transcripts the folder whose folders, one a service, hold {@code *.play} files; where it
   *     is missing, as in an installation without tests, there are no plays
   * @throws UncheckedIOException if the folder is there and cannot be read
   */
  public static List<Listed> list(Collection<DescribedService> services, Path transcripts) {
    List<Listed> listed = new ArrayList<>();
    for (DescribedService service : services) {
      ServiceDescription description = service.description();
      listed.add(
          new Listed(
              description.id(),
              description.title(),
              description.docs(),
              description.verifiedAgainst(),
              description.operations().stream().map(ServiceCatalog::operation).toList(),
              plays(transcripts.resolve(description.id().value()))));
    }
    return List.copyOf(listed);
  }

  private static ListedOperation operation(OperationDescription operation) {
    return new ListedOperation(
        operation.name(),
        operation.act() == ActKind.DESCRIBE
            ? operation.as()
            : operation.act().name().toLowerCase(Locale.ROOT),
        operation.routes().stream().map(RoutePattern::toString).toList(),
        operation.carriesMessage());
  }

  private static long plays(Path folder) {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".play")).count();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
