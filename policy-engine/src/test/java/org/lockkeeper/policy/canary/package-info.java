@NullMarked
package org.lockkeeper.policy.canary;

import org.jspecify.annotations.NullMarked;
