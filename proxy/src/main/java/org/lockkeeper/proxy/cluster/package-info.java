/**
 * Several gateways as one: the Hazelcast makes of the shared ports.
 *
 * <p>Everything here may vanish at any moment; what remains is what each gateway has by itself.
 * Hazelcast's community edition neither encrypts nor authenticates: members belong in a private
 * network. Policies cannot be forged there, because bundles are signed; counts and findings can.
 */
@NullMarked
package org.lockkeeper.proxy.cluster;

import org.jspecify.annotations.NullMarked;
