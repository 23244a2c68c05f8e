/** The process: main, commands, wiring, configuration. */
@NullMarked
package org.lockkeeper.proxy.app;

import org.jspecify.annotations.NullMarked;
