package org.hotdesk.provision;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.hotdesk.config.ProvisioningConfig.Tls;

/** A server's certificate and key out of PEM files, with what the JDK has. */
final class PemFiles {
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final List<String> ALGORITHMS = List.of("RSA", "EC");

    private PemFiles() {}

    /** @throws IOException in one line, when a file cannot be read or is not of its kind */
    static SSLContext context(Tls tls) throws IOException {
        try {
            char[] nothing = {};
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, nothing);
            store.setKeyEntry("server", key(tls.key()), nothing, chain(tls.certificate()));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, nothing);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException wrong) {
            throw new IOException(
                    "provisioning.certificate " + tls.certificate() + " and key " + tls.key() + " do not go together: "
                            + wrong.getMessage(),
                    wrong);
        }
    }

    private static Certificate[] chain(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .toArray(Certificate[]::new);
        }
    }

    private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        String text = Files.readString(file);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException("provisioning.key " + file + " holds no key that begins with " + BEGIN
                    + "; make it so with 'openssl pkcs8 -topk8 -nocrypt'");
        }
        byte[] der = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
        for (String algorithm : ALGORITHMS) {
            Optional<PrivateKey> key = key(algorithm, new PKCS8EncodedKeySpec(der));
            if (key.isPresent()) {
                return key.get();
            }
        }
        throw new IOException("provisioning.key " + file + " is neither an RSA nor an EC key");
    }

    private static Optional<PrivateKey> key(String algorithm, PKCS8EncodedKeySpec spec)
            throws GeneralSecurityException {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(spec));
        } catch (InvalidKeySpecException another) {
            return Optional.empty();
        }
    }
}
