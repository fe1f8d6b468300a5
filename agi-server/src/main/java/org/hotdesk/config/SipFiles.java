package org.hotdesk.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The certificates and keys of the SIP edge and of the server of phones' files, looked at by who needs them: the daemon and {@code config check}. The other
 * verbs run as people who may not read a key.
 */
public final class SipFiles {
    private static final Pattern KEY = Pattern.compile("(?m)^-----BEGIN (RSA |EC )?PRIVATE KEY-----$");

    private SipFiles() {}

    /** What is wrong with the files, at the place that names each; nothing when they are right or not needed. */
    public static List<ConfigProblem> problems(ConfigReading.Accepted read) {
        List<ConfigProblem> problems = new ArrayList<>();
        Optional<SipConfig.Listening> listen = read.config().sip().map(SipConfig::listen);
        listen.flatMap(SipConfig.Listening::certificate)
                .flatMap(SipFiles::wrongCertificate)
                .ifPresent(what -> problems.add(problem(read, SipKeys.CERTIFICATE, what)));
        listen.flatMap(SipConfig.Listening::key)
                .flatMap(SipFiles::wrongKey)
                .ifPresent(what -> problems.add(problem(read, SipKeys.KEY, what)));
        Optional<ProvisioningConfig.Tls> phones =
                read.config().provisioning().server().flatMap(ProvisioningConfig.Server::tls);
        phones.flatMap(tls -> wrongCertificate(tls.certificate()))
                .ifPresent(what -> problems.add(problem(read, ProvisioningKeys.CERTIFICATE, what)));
        phones.flatMap(tls -> wrongKey(tls.key()))
                .ifPresent(what -> problems.add(problem(read, ProvisioningKeys.KEY, what)));
        return List.copyOf(problems);
    }

    private static ConfigProblem problem(ConfigReading.Accepted read, Setting<?> setting, String what) {
        String place = read.effective().stream()
                .filter(each -> each.path().equals(setting.path()))
                .map(EffectiveSetting::origin)
                .findFirst()
                .orElse("preset");
        return new ConfigProblem(place, setting.path() + ": " + what);
    }

    private static Optional<String> wrongCertificate(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            boolean some = !CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .isEmpty();
            return some ? Optional.empty() : Optional.of(file + " holds no certificate; it must be a PEM file");
        } catch (IOException unreadable) {
            return Optional.of(unreadable(file));
        } catch (CertificateException notOne) {
            return Optional.of(file + " holds no certificate; it must be a PEM file");
        }
    }

    private static Optional<String> wrongKey(Path file) {
        try {
            String text = Files.readString(file);
            if (text.contains("ENCRYPTED")) {
                return Optional.of(file + " is encrypted; write it without a passphrase, for the daemon alone to read");
            }
            return KEY.matcher(text).find() ? Optional.empty() : Optional.of(noKey(file));
        } catch (MalformedInputException notText) {
            return Optional.of(noKey(file));
        } catch (IOException unreadable) {
            return Optional.of(unreadable(file));
        }
    }

    private static String noKey(Path file) {
        return file + " holds no private key; it must be a PEM file";
    }

    private static String unreadable(Path file) {
        return Files.notExists(file)
                ? "there is no file " + file + "; put it there, or name another"
                : "cannot read " + file + "; check its owner and mode";
    }
}
