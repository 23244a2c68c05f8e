@NullMarked
package org.lockkeeper.proxy.cluster;

import org.jspecify.annotations.NullMarked;
