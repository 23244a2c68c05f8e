/**
 * Several gateways as one: the Hazelcast makes of the shared ports.
 *
 * <p>Everything here may vanish at any moment; what remains is what each gateway has by itself.
 * Hazelcast's community edition neither encrypts nor authenticates: members belong in a private
 * network. What a stranger there could plant is refused: bundles are signed, all else bears the
 * cluster's seal. He can read whose counters there are, and keep members from hearing each other.
 */
@NullMarked
package org.lockkeeper.proxy.cluster;

import org.jspecify.annotations.NullMarked;
