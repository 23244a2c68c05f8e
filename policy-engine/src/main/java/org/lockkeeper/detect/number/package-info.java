/** Numbers with check digits: formats as data, found together in one pass. */
@NullMarked
package org.lockkeeper.detect.number;

import org.jspecify.annotations.NullMarked;
