/** A fictional chat service behind the gateway, which remembers and can be made to fail. */
@NullMarked
package org.lockkeeper.tests.service;

import org.jspecify.annotations.NullMarked;
