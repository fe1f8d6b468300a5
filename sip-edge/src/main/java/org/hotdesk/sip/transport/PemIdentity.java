package org.hotdesk.sip.transport;

import static java.lang.System.Logger.Level.WARNING;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A certificate with its chain and the key that fits, from PEM files. Its failures are one line that says what to do. */
final class PemIdentity {
    private static final System.Logger LOG = System.getLogger(PemIdentity.class.getName());
    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final byte[] PROBE = "does this key fit".getBytes(StandardCharsets.US_ASCII);

    private final List<X509Certificate> chain;
    private final PrivateKey key;

    private PemIdentity(List<X509Certificate> chain, PrivateKey key) {
        this.chain = chain;
        this.key = key;
    }

    static PemIdentity read(Path certificates, Path keyFile) throws IOException {
        List<X509Certificate> chain = chain(certificates);
        X509Certificate own = chain.get(0);
        PrivateKey key = key(keyFile, own.getPublicKey().getAlgorithm());
        if (!fits(own, key)) {
            throw new IOException("key file " + keyFile + " does not fit certificate file " + certificates
                    + "; name the key the certificate was asked for with, and put the server's certificate first");
        }
        warnWhenNotValid(own, certificates);
        return new PemIdentity(chain, key);
    }

    SslContext serverContext() throws IOException {
        return SslContextBuilder.forServer(key, chain)
                .sslProvider(SslProvider.JDK)
                .protocols("TLSv1.3", "TLSv1.2")
                .build();
    }

    private static List<X509Certificate> chain(Path file) throws IOException {
        byte[] text = content("certificate", file);
        try {
            List<X509Certificate> chain =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(text))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (!chain.isEmpty()) {
                return chain;
            }
        } catch (CertificateException e) {
            throw new IOException(noCertificate(file), e);
        }
        throw new IOException(noCertificate(file));
    }

    private static String noCertificate(Path file) {
        return "certificate file " + file + " holds no readable certificate; it must be PEM (BEGIN CERTIFICATE)";
    }

    private static PrivateKey key(Path file, String algorithm) throws IOException {
        Matcher pem = PKCS8.matcher(new String(content("key", file), StandardCharsets.US_ASCII));
        if (!pem.find()) {
            throw new IOException(
                    "key file " + file + " holds no PKCS#8 key without password (BEGIN PRIVATE KEY); make one by"
                            + " 'openssl pkcs8 -topk8 -nocrypt -in old.pem -out new.pem'");
        }
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(pem.group(1));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // The cause is left out on purpose: it may quote the key.
            throw new IOException("key file " + file + " holds no " + algorithm
                    + " key, which the certificate asks for;" + " name the key the certificate was asked for with");
        }
    }

    private static byte[] content(String what, Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new IOException(what + " file " + file + " is missing; create it, or correct its name", e);
        } catch (AccessDeniedException e) {
            throw new IOException(what + " file " + file + " cannot be read; give this program's user the right to", e);
        }
    }

    private static boolean fits(X509Certificate certificate, PrivateKey key) {
        String kind = key.getAlgorithm();
        String algorithm = kind.equals("RSA") ? "SHA256withRSA" : kind.equals("EC") ? "SHA256withECDSA" : kind;
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static void warnWhenNotValid(X509Certificate certificate, Path file) {
        try {
            certificate.checkValidity();
        } catch (CertificateException e) {
            LOG.log(
                    WARNING,
                    () -> "certificate file=" + file + " is not valid now, phones will refuse it; validUntil="
                            + certificate.getNotAfter().toInstant());
        }
    }
}
