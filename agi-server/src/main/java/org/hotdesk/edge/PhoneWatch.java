package org.hotdesk.edge;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hotdesk.admin.LastSeen;
import org.hotdesk.admin.RegistrationForm;
import org.hotdesk.ami.burst.Marks;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.location.Binding;
import org.hotdesk.sip.location.LocationListener;

/**
 * Notes what the edge says of its phones: when each was heard of last, and which came or went. What follows from that is
 * done elsewhere, since the edge must not wait. Called on the edge's thread; what it noted may be read by any.
 */
final class PhoneWatch implements LocationListener {
    private static final Logger LOG = System.getLogger(PhoneWatch.class.getName());

    private final Map<DeviceNumber, Binding> last = new ConcurrentHashMap<>();
    private final Map<DeviceNumber, Gone> gone = new ConcurrentHashMap<>();
    private final Marks<DeviceNumber> changed = new Marks<>();
    private final Marks<DeviceNumber> came = new Marks<>();
    private volatile Runnable worker = () -> {};

    /** Whom to call after each note; must not wait. */
    void onNote(Runnable wish) {
        worker = wish;
    }

    /** Devices of which a contact came or went. */
    Marks<DeviceNumber> changed() {
        return changed;
    }

    /** Devices whose phone is there again and does not know what waits for it. */
    Marks<DeviceNumber> came() {
        return came;
    }

    Optional<LastSeen> lastSeen(DeviceNumber device) {
        return Optional.ofNullable(last.get(device))
                .map(binding ->
                        seen(binding, Optional.ofNullable(gone.get(device)).map(PhoneWatch::word)));
    }

    static LastSeen seen(Binding binding, Optional<String> gone) {
        return new LastSeen(
                Instant.ofEpochMilli(binding.seen()),
                RegistrationForm.address(binding.source()),
                RegistrationForm.visible(binding.userAgent()),
                gone);
    }

    /** Forgets devices that are no longer ours. */
    void forget(DeviceNumber device) {
        last.remove(device);
        gone.remove(device);
    }

    @Override
    public void registered(Binding binding) {
        last.put(binding.device(), binding);
        gone.remove(binding.device());
        changed.add(binding.device());
        came.add(binding.device());
        worker.run();
        LOG.log(
                Level.DEBUG,
                () -> "phone registered device=" + binding.device() + " from="
                        + RegistrationForm.address(binding.source()));
    }

    @Override
    public void moved(Binding before, Binding after) {
        last.put(after.device(), after);
    }

    @Override
    public void gone(Binding binding, Gone why) {
        last.put(binding.device(), binding);
        gone.put(binding.device(), why);
        changed.add(binding.device());
        worker.run();
        LOG.log(Level.DEBUG, () -> "phone gone device=" + binding.device() + " why=" + word(why));
    }

    private static String word(Gone why) {
        return why.name().toLowerCase(Locale.ROOT);
    }
}
