/** Strict reading of YAML files: every fault is reported with file, line and mend. */
@NullMarked
package org.lockkeeper.yaml;

import org.jspecify.annotations.NullMarked;
