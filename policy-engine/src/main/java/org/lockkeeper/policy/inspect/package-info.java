/** One message a line in, one decision a line out: the form of {@code lockkeeper inspect}. */
@NullMarked
package org.lockkeeper.policy.inspect;

import org.jspecify.annotations.NullMarked;
