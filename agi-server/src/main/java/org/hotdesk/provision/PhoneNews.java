package org.hotdesk.provision;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hotdesk.ami.burst.BurstWorker;
import org.hotdesk.dialplan.phone.PhoneBuild;
import org.hotdesk.dialplan.phone.PhoneFile;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Floor;
import org.hotdesk.phone.MacAddress;
import org.hotdesk.phone.Phone;
import org.hotdesk.phone.PhoneLine;
import org.hotdesk.store.Change;
import org.hotdesk.store.Store;

/**
 * Tells phones that fetch their files from us, by SIP, when their files have changed, and only then: a login changes none. On
 * a thread of its own; a phone that cannot be told finds the file when it asks by itself. Thread-safe.
 */
public final class PhoneNews implements AutoCloseable {
    private static final Logger LOG = System.getLogger(PhoneNews.class.getName());
    private static final int PAGE = 1_000;

    private final Store store;
    private final PhoneMaker maker;
    private final PhoneTeller teller;
    private final BurstWorker worker = new BurstWorker("hotdesk-phone-news", this::workOff);
    /** As they were when we looked last: each commit is looked at, and most concern no phone. */
    private final Map<MacAddress, Phone> phones = new HashMap<>();

    private final Map<MacAddress, String> files = new HashMap<>();
    private boolean begun;
    private long read;

    public PhoneNews(Store store, PhoneMaker maker, PhoneTeller teller) {
        this.store = store;
        this.maker = maker;
        this.teller = teller;
    }

    /** Looks at all files once, and from then on at what changes. */
    public void start() {
        read = store.changes().latest();
        worker.wish();
        store.onCommit((seq, floor) -> worker.wish());
    }

    @Override
    public void close() {
        worker.close();
    }

    private void workOff() {
        if (!begun) {
            begin();
        }
        Set<String> touched = touched();
        PhoneMaker.Look look = maker.look();
        Floor floor = store.floor();
        for (Phone phone : List.copyOf(phones.values())) {
            if (concerns(phone, touched, floor)) {
                lookAt(phone, look.build(phone), floor);
            }
        }
    }

    private void begin() {
        PhoneMaker.Look look = maker.look();
        for (Phone phone : store.phones().all()) {
            phones.put(phone.mac(), phone);
            files.put(phone.mac(), digest(look.build(phone)));
        }
        begun = true;
    }

    private void lookAt(Phone phone, PhoneBuild build, Floor floor) {
        String now = digest(build);
        String before = files.put(phone.mac(), now);
        if (!build.problems().isEmpty()) {
            LOG.log(Level.WARNING, () -> "phone has no file why=" + String.join("; ", build.problems()));
        } else if (!now.equals(before)) {
            tell(phone, floor, teller);
        }
    }

    /** Has the phone told by its first line that an Asterisk takes it for. */
    public static boolean tell(Phone phone, Floor floor, PhoneTeller teller) {
        boolean told = phone.lines().stream()
                .map(PhoneLine::device)
                .flatMap(device -> floor.device(device).stream())
                .anyMatch(teller::tell);
        LOG.log(Level.INFO, () -> "phone has a new file mac=" + phone.mac() + " told=" + told);
        return told;
    }

    /** What was touched since we last looked, in the words of {@link #word}. */
    private Set<String> touched() {
        Set<String> touched = new HashSet<>();
        for (List<Change> page = page(); !page.isEmpty(); page = page()) {
            page.forEach(change -> {
                touched.add(word(change.kind(), change.subject()));
                if (change.kind() == Change.Kind.PHONE) {
                    MacAddress.parse(change.subject()).ifPresent(this::readAgain);
                }
            });
            read = page.get(page.size() - 1).seq();
        }
        return touched;
    }

    private void readAgain(MacAddress mac) {
        store.phones().one(mac).ifPresentOrElse(phone -> phones.put(mac, phone), () -> {
            phones.remove(mac);
            files.remove(mac);
        });
    }

    private List<Change> page() {
        return store.changes().after(read, PAGE);
    }

    private static boolean concerns(Phone phone, Set<String> touched, Floor floor) {
        return touched.contains(word(Change.Kind.PHONE, phone.mac().text()))
                || phone.person()
                        .filter(uid -> touched.contains(word(Change.Kind.PERSON, uid.text())))
                        .isPresent()
                || phone.lines().stream().map(PhoneLine::device).anyMatch(device -> concerns(device, touched, floor))
                || KeyWishes.of(phone.settings(), floor).wishes().lamps().stream()
                        .anyMatch(lamp -> touched.contains(
                                word(Change.Kind.USER, lamp.user().digits())));
    }

    private static boolean concerns(DeviceNumber number, Set<String> touched, Floor floor) {
        return touched.contains(word(Change.Kind.DEVICE, number.digits()))
                || floor.device(number)
                        .flatMap(device -> device.defaultUser())
                        .filter(user -> touched.contains(word(Change.Kind.USER, user.digits())))
                        .isPresent();
    }

    private static String word(Change.Kind kind, String subject) {
        return kind + " " + subject;
    }

    /** Of the phone's own files; the secrets in them cannot be had back from it. */
    private static String digest(PhoneBuild build) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (PhoneFile file : build.files()) {
                sha.update(file.name().getBytes(StandardCharsets.UTF_8));
                sha.update(file.bytes());
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
