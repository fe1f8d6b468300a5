package org.hotdesk.ami.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hotdesk.ami.mirror.Entity.OfDevice;
import org.hotdesk.ami.mirror.Entity.OfFeatures;
import org.hotdesk.ami.mirror.Entity.OfUser;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Floor;
import org.hotdesk.model.How;
import org.hotdesk.model.Session;
import org.hotdesk.model.UserNumber;
import org.hotdesk.store.Change;
import org.hotdesk.store.Change.Kind;
import org.hotdesk.store.StoreOnFile;
import org.junit.jupiter.api.Test;

class WriteOrderTest {
    private static final Entity DESK = new OfDevice(new DeviceNumber("2001"));
    private static final Entity ANN = new OfUser(new UserNumber("201"));
    private static final Entity BOB = new OfUser(new UserNumber("301"));

    private final Image image = new Image();

    private static Floor floor(String... sessions) {
        List<Session> open = new ArrayList<>();
        for (String pair : sessions) {
            List<String> words = List.of(pair.split(" at "));
            open.add(new Session(
                    open.size() + 1,
                    new DeviceNumber(words.get(1)),
                    new UserNumber(words.get(0)),
                    Instant.EPOCH,
                    How.CODE));
        }
        return Floor.of(
                List.of(StoreOnFile.device("2001"), StoreOnFile.device("2002")),
                List.of(StoreOnFile.user("201", "Ann"), StoreOnFile.user("301", "Bob")),
                open);
    }

    private void imageIs(Floor floor, Entity... entities) {
        Source source = new Source(floor, user -> Optional.empty());
        for (Entity entity : entities) {
            image.put(entity, entity.rows(source).texts());
        }
    }

    private static List<Change> changes(String... words) {
        List<Change> changes = new ArrayList<>();
        for (String word : words) {
            List<String> parts = List.of(word.split(" "));
            changes.add(new Change(changes.size() + 1, Kind.valueOf(parts.get(0)), parts.get(1), ""));
        }
        return changes;
    }

    @Test
    void longerList_thenDevice_thenShorterList_whateverTheLogsOrder() {
        imageIs(floor("301 at 2001"), DESK, ANN, BOB);

        assertThat(WriteOrder.of(changes("USER 301", "DEVICE 2001", "USER 201"), floor("201 at 2001"), image))
                .containsExactly(ANN, DESK, BOB);
    }

    @Test
    void newDevice_standsBeforeTheListThatNamesIt() {
        imageIs(floor(), ANN);

        assertThat(WriteOrder.of(changes("USER 201", "DEVICE 2001"), floor("201 at 2001"), image))
                .containsExactly(DESK, ANN);
    }

    @Test
    void removedDevice_goesAfterTheListThatNamedIt() {
        imageIs(floor("201 at 2001"), DESK, ANN);
        Floor without = Floor.of(List.of(), List.of(StoreOnFile.user("201", "Ann")), List.of());

        assertThat(WriteOrder.of(changes("DEVICE 2001", "USER 201"), without, image))
                .containsExactly(ANN, DESK);
    }

    @Test
    void manyChangesOfOneThing_areOneWrite() {
        imageIs(floor(), DESK, ANN, BOB);

        assertThat(WriteOrder.of(
                        changes("USER 201", "DEVICE 2001", "USER 201", "DEVICE 2001", "USER 201"), floor(), image))
                .containsExactly(ANN, DESK);
    }

    @Test
    void removedUser_takesTheAdoptedRowsAlong() {
        Floor without = Floor.of(List.of(), List.of(), List.of());

        assertThat(WriteOrder.of(changes("USER 301"), without, image))
                .containsExactlyInAnyOrder(BOB, new OfFeatures(new UserNumber("301")));
    }

    @Test
    void sessionsAndPeople_haveNoRows() {
        assertThat(WriteOrder.of(
                        changes("SESSION_BEGAN 201", "SESSION_ENDED 201", "PERSON ann", "MAILBOX 201"), floor(), image))
                .isEmpty();
    }
}
