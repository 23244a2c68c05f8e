@org.jspecify.annotations.NullMarked
package org.lockkeeper.policy.lab;
