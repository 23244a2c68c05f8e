package org.lockkeeper.archive.seal;

import java.math.BigInteger;
import java.time.Instant;

/**
 * What a time-stamp that holds says.
 *
 * @param time at which the data was there, as the authority says
 * @param authority the subject of its certificate
 * @param serial of the token
 * @param policy under which it was given, an object identifier
 * @param validUntil the end of the authority's certificate: renew the time-stamp before
 */
public record TimeStamp(
    Instant time, String authority, BigInteger serial, String policy, Instant validUntil) {}
