/** The commands as operators and programs use them. */
@NullMarked
package org.lockkeeper.tests.command;

import org.jspecify.annotations.NullMarked;
