/** Real clients, against whatever address they are given. */
@NullMarked
package org.lockkeeper.tests.client;

import org.jspecify.annotations.NullMarked;
