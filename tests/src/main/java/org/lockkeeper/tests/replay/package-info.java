/** Many messages through a gateway, and what is on record of them afterwards. */
@NullMarked
package org.lockkeeper.tests.replay;

import org.jspecify.annotations.NullMarked;
