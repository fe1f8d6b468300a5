package org.hotdesk.sip.location;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hotdesk.model.DeviceNumber;
import org.junit.jupiter.api.Test;

class ContactIndexTest {
    private static final InetSocketAddress SOMEWHERE = new InetSocketAddress("192.0.2.1", 5060);
    private static final int DEVICES = 600;

    private final ContactIndex index = new ContactIndex();
    private final Map<DeviceNumber, Deque<Contact>> expected = new HashMap<>();
    private final Random random = new Random(11);

    private List<Contact> listed(DeviceNumber device) {
        List<Contact> found = new ArrayList<>();
        for (Contact c = index.first(device); c != null; c = c.next) {
            found.add(c);
        }
        return found;
    }

    private void change(DeviceNumber device, long id) {
        Deque<Contact> own = expected.computeIfAbsent(device, number -> new ArrayDeque<>());
        if (random.nextBoolean() || own.isEmpty()) {
            var contact = new Contact(id, device, SOMEWHERE, SOMEWHERE);
            index.add(contact);
            own.addFirst(contact);
        } else {
            Contact any = List.copyOf(own).get(random.nextInt(own.size()));
            index.remove(any);
            own.remove(any);
        }
    }

    @Test
    void anyOrderOfChanges_leavesWhatAMapOfListsWouldHave() {
        for (int i = 0; i < 50_000; i++) {
            change(new DeviceNumber(Integer.toString(random.nextInt(DEVICES))), i);
        }

        for (int number = 0; number < DEVICES; number++) {
            var device = new DeviceNumber(Integer.toString(number));
            assertThat(listed(device)).containsExactlyElementsOf(expected.getOrDefault(device, new ArrayDeque<>()));
        }
        assertThat(index.devices()).isEqualTo((int)
                expected.values().stream().filter(own -> !own.isEmpty()).count());
    }
}
