@NullMarked
package org.lockkeeper.proxy.app;

import org.jspecify.annotations.NullMarked;
