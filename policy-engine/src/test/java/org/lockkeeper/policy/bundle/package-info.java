@NullMarked
package org.lockkeeper.policy.bundle;

import org.jspecify.annotations.NullMarked;
