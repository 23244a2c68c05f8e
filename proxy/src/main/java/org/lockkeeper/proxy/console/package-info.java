/** The console and its HTTP interface, on Micronaut. */
@NullMarked
package org.lockkeeper.proxy.console;

import org.jspecify.annotations.NullMarked;
