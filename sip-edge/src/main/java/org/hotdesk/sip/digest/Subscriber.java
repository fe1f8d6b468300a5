package org.hotdesk.sip.digest;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.message.Hex;
import org.hotdesk.sip.message.NumberKey;

/**
 * An account: only the hashes, never the password. They lie in the object itself, since each further object that has to
 * be looked up among 100,000 accounts costs a tenth of a microsecond. Immutable; it is never printed.
 */
public final class Subscriber {
    private final long number;
    private final DeviceNumber device;
    private final boolean hasMd5;
    private final boolean hasSha256;
    private final long md5High;
    private final long md5Low;
    private final long sha0;
    private final long sha1;
    private final long sha2;
    private final long sha3;

    /** @param md5 empty for an account that shall authenticate with SHA-256 alone */
    public Subscriber(DeviceNumber device, Optional<Ha1> md5, Optional<Ha1> sha256) {
        this.device = device;
        number = NumberKey.of(device);
        hasMd5 = md5.isPresent();
        hasSha256 = sha256.isPresent();
        md5High = word(md5, 0);
        md5Low = word(md5, 1);
        sha0 = word(sha256, 0);
        sha1 = word(sha256, 1);
        sha2 = word(sha256, 2);
        sha3 = word(sha256, 3);
    }

    private static long word(Optional<Ha1> ha1, int at) {
        return ha1.map(known -> Long.parseUnsignedLong(known.hex(), Hex.WORD * at, Hex.WORD * (at + 1), 16))
                .orElse(0L);
    }

    public DeviceNumber device() {
        return device;
    }

    /** The device's {@link NumberKey}. */
    long number() {
        return number;
    }

    boolean has(DigestAlgorithm algorithm) {
        return algorithm == DigestAlgorithm.MD5 ? hasMd5 : hasSha256;
    }

    /** The hash for this algorithm; empty when it must not authenticate with it. */
    public Optional<Ha1> ha1(DigestAlgorithm algorithm) {
        if (!has(algorithm)) {
            return Optional.empty();
        }
        byte[] hex = new byte[algorithm.hexLength()];
        hex(algorithm, hex, 0);
        return Optional.of(new Ha1(algorithm, new String(hex, StandardCharsets.US_ASCII)));
    }

    /** Writes the hash for an algorithm that it {@link #has}, in hex digits. */
    void hex(DigestAlgorithm algorithm, byte[] into, int at) {
        boolean md5 = algorithm == DigestAlgorithm.MD5;
        Hex.put(md5 ? md5High : sha0, into, at);
        Hex.put(md5 ? md5Low : sha1, into, at + Hex.WORD);
        if (!md5) {
            Hex.put(sha2, into, at + 2 * Hex.WORD);
            Hex.put(sha3, into, at + 3 * Hex.WORD);
        }
    }
}
