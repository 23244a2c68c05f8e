package org.lockkeeper.archive.seal;

import java.io.IOException;
import java.security.GeneralSecurityException;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.RuntimeOperatorException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.ers.ERSException;
import org.lockkeeper.archive.tlog.ProofFault;

/** Reading others' ASN.1: whatever the library throws at it is a fault of the bytes. */
final class Asn1 {

  private Asn1() {}

  /** Something that reads bytes nobody vouches for. */
  @FunctionalInterface
  interface Reading<T> {
    T read()
        throws IOException,
            TSPException,
            ERSException,
            CMSException,
            OperatorCreationException,
            GeneralSecurityException,
            ProofFault;
  }

  /**
   * @throws ProofFault MALFORMED if the bytes cannot be read
   */
  static <T> T read(Reading<T> reading, String what) throws ProofFault {
    try {
      return reading.read();
    } catch (IOException
        | TSPException
        | ERSException
        | CMSException
        | OperatorCreationException
        | GeneralSecurityException
        // The library's parsers throw these on input that is not what they expect.
        | RuntimeOperatorException
        | IllegalArgumentException
        | IllegalStateException
        | ClassCastException
        | ArrayIndexOutOfBoundsException
        | NullPointerException e) {
      throw new ProofFault(
          ProofFault.Kind.MALFORMED, what + " is not well-formed: " + e.getMessage());
    }
  }
}
