/** Child processes: started, watched and ended by their own id. */
@NullMarked
package org.lockkeeper.tests.process;

import org.jspecify.annotations.NullMarked;
