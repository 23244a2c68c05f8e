/** Reading files: type, text and what could not be read. Tika is named here and nowhere else. */
@NullMarked
package org.lockkeeper.extract;

import org.jspecify.annotations.NullMarked;
