@NullMarked
package org.lockkeeper.yaml;

import org.jspecify.annotations.NullMarked;
