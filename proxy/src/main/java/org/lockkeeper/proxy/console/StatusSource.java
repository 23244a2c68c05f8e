package org.lockkeeper.proxy.console;

import java.util.function.Supplier;

/** Where the gateway's health is asked for; a type of its own, so that it can be injected. */
@FunctionalInterface
interface StatusSource extends Supplier<GatewayHealth> {}
