package org.hotdesk.login;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStoreException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.hotdesk.agi.protocol.LogLimit;
import org.hotdesk.model.UserNumber;
import org.hotdesk.pin.UsualTime;
import org.hotdesk.store.PinVerdict;
import org.hotdesk.store.Pins;
import org.hotdesk.store.Store;

/**
 * Has a directory compare PINs, by a bind as the user's entry. A number that is nobody's is bound too, so that it takes as
 * long. The certificate and its host name are verified. Thread-safe; blocks for some times the timeout at most.
 */
public final class LdapPins implements PinCheck {
    private static final Logger LOG = System.getLogger(LdapPins.class.getName());
    private static final String NOBODY = "0";
    private static final byte[] NO_PIN = {'x'};

    private final Store store;
    private final LdapConfig config;
    private final WhileDown whileDown;
    private final Function<Path, String> secrets;
    private final UsualTime usual = new UsualTime();
    private final LogLimit troubles = new LogLimit(LOG, System::nanoTime);

    /** What is said of PINs while the directory does not answer. */
    @FunctionalInterface
    public interface WhileDown {
        /** Judges without the directory. */
        PinVerdict check(Optional<UserNumber> user, char[] pin);

        /** The directory said that this is the user's PIN. */
        default void right(UserNumber user, char[] pin) {}
    }

    /** @param secrets reads the only line of a file that others cannot */
    public LdapPins(Store store, LdapConfig config, WhileDown whileDown, Function<Path, String> secrets) {
        this.secrets = secrets;
        this.store = store;
        this.config = config;
        this.whileDown = whileDown;
    }

    @Override
    public PinVerdict check(Optional<UserNumber> user, char[] pin) {
        long began = System.nanoTime();
        try {
            boolean right = isRight(user.map(UserNumber::digits).orElse(NOBODY), pin);
            usual.took(System.nanoTime() - began);
            if (user.isEmpty() || store.floor().user(user.get()).isEmpty()) {
                return PinVerdict.NO_SUCH_USER;
            }
            if (right) {
                whileDown.right(user.get(), pin);
            }
            return right ? PinVerdict.RIGHT : PinVerdict.WRONG;
        } catch (LDAPException | GeneralSecurityException away) {
            troubles.say(Level.ERROR, "directory", "ldap", "does not answer: " + reason(away));
            return whileDown.check(user, pin);
        }
    }

    @Override
    public void pretend() {
        UsualTime.pass(usual.median().orElseGet(() -> config.timeout().toNanos() / 10));
    }

    private static String reason(Exception away) {
        return away instanceof LDAPException ldap
                ? ldap.getResultCode().getName()
                : away.getClass().getSimpleName();
    }

    private boolean isRight(String user, char[] pin) throws LDAPException, GeneralSecurityException {
        boolean valid = Pins.isValid(pin);
        byte[] password = valid ? bytes(pin) : NO_PIN.clone();
        try (LDAPConnection connection = connected()) {
            String entry = config.finding().bindDn().isPresent()
                    ? config.finding().bindDn().get().replace(LdapConfig.USER, user)
                    : searched(connection, user);
            connection.bind(new SimpleBindRequest(entry, password));
            return valid; // or who has that one letter as password would be let in by any text
        } catch (LDAPException refused) {
            if (refused.getResultCode().equals(ResultCode.INVALID_CREDENTIALS)
                    || refused.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) {
                return false;
            }
            throw refused;
        } finally {
            Arrays.fill(password, (byte) 0);
        }
    }

    /** The entry's name; that of the base, as whom nobody can bind, when there is not exactly one. */
    private String searched(LDAPConnection connection, String user) throws LDAPException {
        LdapConfig.Finding finding = config.finding();
        if (finding.searcher().isPresent()) {
            String password = finding.passwordFile().map(secrets).orElse("");
            try {
                connection.bind(new SimpleBindRequest(finding.searcher().get(), password));
            } catch (LDAPException ours) {
                // Our own account, and not the user's PIN.
                throw new LDAPException(ResultCode.LOCAL_ERROR, "the directory refused who searches", ours);
            }
        }
        List<SearchResultEntry> found = connection
                .search(
                        finding.base(),
                        SearchScope.SUB,
                        Filter.create(finding.filter().replace(LdapConfig.USER, Filter.encodeValue(user))),
                        "1.1")
                .getSearchEntries();
        return found.size() == 1 ? found.get(0).getDN() : finding.base();
    }

    private LDAPConnection connected() throws LDAPException, GeneralSecurityException {
        var options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis((int) config.timeout().toMillis());
        options.setResponseTimeoutMillis(config.timeout().toMillis());
        options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
        String host = config.url().getHost();
        int port = config.url().getPort();
        if (config.url().getScheme().equals("ldaps")) {
            return new LDAPConnection(tls().getSocketFactory(), options, host, port);
        }
        var connection = new LDAPConnection(options, host, port);
        if (config.startTls()) {
            try {
                var result = connection.processExtendedOperation(new StartTLSExtendedRequest(tls()));
                if (!result.getResultCode().equals(ResultCode.SUCCESS)) {
                    throw new LDAPException(result.getResultCode());
                }
            } catch (LDAPException | GeneralSecurityException refused) {
                connection.close();
                throw refused;
            }
        }
        return connection;
    }

    private SSLContext tls() throws GeneralSecurityException {
        if (config.authorities().isEmpty()) {
            return SSLContext.getDefault();
        }
        try {
            return new SSLUtil(
                            new PEMFileTrustManager(config.authorities().get().toFile()))
                    .createSSLContext();
        } catch (KeyStoreException unreadable) {
            throw new GeneralSecurityException("the file of authorities is not readable", unreadable);
        }
    }

    private static byte[] bytes(char[] digits) {
        byte[] bytes = new byte[digits.length];
        for (int i = 0; i < digits.length; i++) {
            bytes[i] = (byte) digits[i];
        }
        return bytes;
    }
}
