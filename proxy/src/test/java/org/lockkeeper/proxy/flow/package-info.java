@NullMarked
package org.lockkeeper.proxy.flow;

import org.jspecify.annotations.NullMarked;
