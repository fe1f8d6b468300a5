package org.hotdesk.demo;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;

/**
 * What a test needs of the real world: the Asterisk to run, and a place to put what must be closed afterwards. Get it as
 * a test method's parameter by {@code @ExtendWith(LabExtension.class)}; all it started is gone when the test ends.
 */
public final class Lab implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Lab.class.getName());

    private final AsteriskInstallation installation;
    private final Programs phones;
    private final Ports ports = new Ports();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    Lab(AsteriskInstallation installation, Programs phones) {
        this.installation = ShortPrompts.of(installation);
        this.phones = phones;
    }

    /** Finds or makes the programs of the suite, which may take two minutes the first time. */
    static Preparation prepare(Suite suite) {
        Path cache = Optional.ofNullable(System.getProperty("hotdesk.cache"))
                .map(Path::of)
                .orElseGet(AsteriskRoot::usualCache);
        return new AsteriskRoot(cache, suite).prepare(line -> LOG.log(Level.INFO, () -> "lab: " + line));
    }

    /** The Asterisk that was prepared; the test fails with the reason where there is none. */
    static AsteriskInstallation installation(Preparation preparation) {
        return preparation.fold(ready -> ready, unusable -> Assertions.fail(reason(unusable)));
    }

    static String reason(Preparation.Unusable unusable) {
        return "no lab: " + unusable.detail() + " (" + unusable.reason() + ")";
    }

    /** By {@code -Dhotdesk.lab=required}, or in CI ({@code CI=true}). */
    static boolean isRequired() {
        return "required".equals(System.getProperty("hotdesk.lab"))
                || "true".equalsIgnoreCase(System.getProperty("hotdesk.ci"));
    }

    /** A running Asterisk with these files, see {@link PrivateAsterisk#start}. */
    public PrivateAsterisk asterisk(Map<String, String> files) {
        return add(PrivateAsterisk.start(installation, ports, files));
    }

    /** One that does not run yet, see {@link PrivateAsterisk#prepare}. */
    public PrivateAsterisk unstartedAsterisk() {
        return add(PrivateAsterisk.prepare(installation, ports));
    }

    /** A registered phone that answers when told; Asterisk must know the account, see {@link TestDevices}. */
    public Phone phone(PrivateAsterisk asterisk, String device) {
        return phone(TestDevices.account(asterisk, device));
    }

    /** A registered phone with that account. */
    public Phone phone(PhoneAccount account) {
        return add(Phone.registered(phones, ports, account, Clock.systemUTC()));
    }

    /** The telephone network, not yet known to any Asterisk, see {@link Trunk#pjsip}. */
    public Trunk trunk(Trunk.Behaviour behaviour) {
        return add(Trunk.start(phones, ports, behaviour));
    }

    /** Closes it, and what was added after it, when the test ends. */
    public <T extends AutoCloseable> T add(T resource) {
        open.push(resource);
        return resource;
    }

    /** Free ports for whatever the test itself starts. */
    public Ports ports() {
        return ports;
    }

    /** Where baresip and sipp are. */
    public Programs phones() {
        return phones;
    }

    /** The Asterisk and its sounds. */
    public AsteriskInstallation installation() {
        return installation;
    }

    @Override
    public void close() {
        List<Exception> failures = new ArrayList<>();
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                failures.add(e);
            }
        }
        ports.close();
        if (!failures.isEmpty()) {
            throw new DemoException("the lab could not be closed", failures.get(0));
        }
    }
}
