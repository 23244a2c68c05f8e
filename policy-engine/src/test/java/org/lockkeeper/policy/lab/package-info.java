@NullMarked
package org.lockkeeper.policy.lab;

import org.jspecify.annotations.NullMarked;
