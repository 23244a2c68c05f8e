@NullMarked
package org.lockkeeper.policy.layout;

import org.jspecify.annotations.NullMarked;
