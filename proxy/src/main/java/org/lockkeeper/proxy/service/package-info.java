/** Services as data: descriptors and their reading. */
@NullMarked
package org.lockkeeper.proxy.service;

import org.jspecify.annotations.NullMarked;
