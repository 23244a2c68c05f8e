@org.jspecify.annotations.NullMarked
package org.lockkeeper.shared;
