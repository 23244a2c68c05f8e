package org.lockkeeper.archive.seal;

import java.io.IOException;
import java.math.BigInteger;
import java.util.function.Supplier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.lockkeeper.archive.tlog.ProofFault;
import org.lockkeeper.message.Digest;

/**
 * Asks an authority for time-stamps (RFC 3161). What it answers is only held against the request
 * here; whether its certificate is to be trusted says {@link TimeStampVerifier}.
 */
public final class TimeStamps {

  private final TimeStampService authority;
  private final Supplier<BigInteger> nonces;

  /**
   * @param nonces unpredictable numbers of 64 bits, one a request, so that an old answer does not
   *     pass for a new one
   */
  public TimeStamps(TimeStampService authority, Supplier<BigInteger> nonces) {
    this.authority = authority;
    this.nonces = nonces;
  }

  /**
   * Has data stamped.
   *
   * @return the response in full, as it goes into a {@code .tsr} file
   * @throws IOException if the authority cannot be reached
   * @throws ProofFault if it refuses, or answers something else than was asked
   */
  public byte[] stamp(byte[] data) throws IOException, ProofFault {
    TimeStampRequestGenerator generator = generator();
    TimeStampRequest request =
        Asn1.read(
            () ->
                generator.generate(
                    NISTObjectIdentifiers.id_sha256, Digest.of(data).bytes(), nonces.get()),
            "the time-stamp request");
    return ask(request).getEncoded();
  }

  /** Asks for certificates too: without them nobody could check the token in seven years. */
  static TimeStampRequestGenerator generator() {
    TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
    generator.setCertReq(true);
    return generator;
  }

  BigInteger nonce() {
    return nonces.get();
  }

  TimeStampResponse ask(TimeStampRequest request) throws IOException, ProofFault {
    byte[] answer = authority.answer(request.getEncoded());
    TimeStampResponse response =
        Asn1.read(() -> new TimeStampResponse(answer), "the time-stamp response");
    if (response.getTimeStampToken() == null) {
      throw new ProofFault(
          ProofFault.Kind.UNSIGNED,
          "the time-stamp authority refuses: status "
              + response.getStatus()
              + (response.getStatusString() == null ? "" : ", " + response.getStatusString()));
    }
    try {
      response.validate(request);
    } catch (TSPException e) {
      throw new ProofFault(
          ProofFault.Kind.FORGED,
          "the time-stamp authority answered another request: " + e.getMessage());
    }
    return response;
  }
}
