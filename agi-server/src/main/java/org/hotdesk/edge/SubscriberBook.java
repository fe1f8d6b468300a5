package org.hotdesk.edge;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Floor;
import org.hotdesk.model.Technology;
import org.hotdesk.sip.digest.DigestAlgorithm;
import org.hotdesk.sip.digest.Ha1;
import org.hotdesk.sip.digest.Subscriber;
import org.hotdesk.sip.digest.SubscriberTable;
import org.hotdesk.sip.digest.Subscribers;
import org.hotdesk.sip.message.NumberKey;
import org.hotdesk.store.Change;
import org.hotdesk.store.SipDigests;
import org.hotdesk.store.Store;

/**
 * The accounts of all devices behind the edge, unsealed once and kept in memory. Any thread may {@link #find}; following
 * the store is for one thread.
 */
final class SubscriberBook implements Subscribers {
    private static final int PAGE = 1_000;

    private final Store store;
    private final SubscriberTable accounts = new SubscriberTable();
    private long read;

    /** Reads all accounts. */
    SubscriberBook(Store store) {
        this.store = store;
        readAll();
    }

    @Override
    public Optional<Subscriber> find(long number) {
        return accounts.find(number);
    }

    boolean has(DeviceNumber device) {
        return accounts.find(NumberKey.of(device)).isPresent();
    }

    /** Takes over what the store has committed since; the devices that were touched. */
    Set<DeviceNumber> follow() {
        Set<DeviceNumber> touched = new HashSet<>();
        List<Change> page = store.changes().after(read, PAGE);
        if (!store.changes().reaches(read)) {
            touched.addAll(readAll());
            return touched;
        }
        while (!page.isEmpty()) {
            page.stream()
                    .filter(change -> change.kind() == Change.Kind.DEVICE)
                    .forEach(change -> touched.add(new DeviceNumber(change.subject())));
            read = page.get(page.size() - 1).seq();
            page = store.changes().after(read, PAGE);
        }
        Floor floor = store.floor();
        touched.forEach(device -> put(floor, device, store.secrets().sipDigests(device)));
        return touched;
    }

    private Set<DeviceNumber> readAll() {
        read = store.changes().latest(); // before the reading: what is committed meanwhile is read again
        Floor floor = store.floor();
        Map<DeviceNumber, SipDigests> digests = store.secrets().sipDigests();
        Set<DeviceNumber> touched = new HashSet<>(digests.keySet());
        accounts.forEach(account -> touched.add(account.device()));
        touched.forEach(device -> put(floor, device, Optional.ofNullable(digests.get(device))));
        return touched;
    }

    private void put(Floor floor, DeviceNumber device, Optional<SipDigests> digests) {
        if (digests.isPresent() && isBehindEdge(floor, device)) {
            accounts.put(account(device, digests.get()));
        } else {
            accounts.remove(device);
        }
    }

    static boolean isBehindEdge(Floor floor, DeviceNumber device) {
        return floor.device(device)
                .filter(Device::behindEdge)
                .filter(known -> known.technology() == Technology.PJSIP)
                .isPresent();
    }

    private static Subscriber account(DeviceNumber device, SipDigests digests) {
        return new Subscriber(
                device,
                Optional.of(new Ha1(DigestAlgorithm.MD5, digests.ha1Md5())),
                Optional.of(new Ha1(DigestAlgorithm.SHA_256, digests.ha1Sha256())));
    }
}
