package org.hotdesk.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class FloorTest {
    private static final DeviceNumber DESK = new DeviceNumber("1001");
    private static final DeviceNumber OTHER_DESK = new DeviceNumber("1002");
    private static final UserNumber ANN = new UserNumber("201");

    private final Floor floor = Floor.EMPTY
            .withDevice(Device.adhoc(DESK))
            .withDevice(Device.adhoc(OTHER_DESK))
            .withUser(AmpUser.named(ANN, new DisplayName("Ann")));

    @Test
    void sessions_areInLoginOrder() {
        Floor both = floor.withSession(session(1, OTHER_DESK)).withSession(session(2, DESK));

        assertThat(both.sessionsOf(ANN)).extracting(Session::device).containsExactly(OTHER_DESK, DESK);
        assertThat(both.withoutSession(session(1, OTHER_DESK)).sessionsOf(ANN))
                .extracting(Session::device)
                .containsExactly(DESK);
        assertThat(Floor.of(both.devices(), both.users(), List.of(session(2, DESK), session(1, OTHER_DESK)))
                        .sessionsOf(ANN))
                .isEqualTo(both.sessionsOf(ANN));
    }

    @Test
    void session_thatIsReadAgain_keepsItsPlace() {
        Floor both = floor.withSession(session(1, OTHER_DESK)).withSession(session(2, DESK));

        Floor again = both.withoutSession(session(1, OTHER_DESK)).withSession(session(1, OTHER_DESK));

        assertThat(again.sessionsOf(ANN)).isEqualTo(both.sessionsOf(ANN));
    }

    @Test
    void change_leavesTheOldFloorAlone() {
        Floor later = floor.withSession(session(1, DESK));

        assertThat(floor.sessionAt(DESK)).isEmpty();
        assertThat(later.sessionAt(DESK)).contains(session(1, DESK));
        assertThat(later.withoutSession(session(1, DESK)).sessionsOf(ANN)).isEmpty();
    }

    @Test
    void impossibleSessions_areBugs() {
        Floor taken = floor.withSession(session(1, DESK));

        assertThatThrownBy(() -> taken.withSession(session(2, DESK))).hasMessage("two sessions at device 1001");
        assertThatThrownBy(() -> floor.withSession(session(1, new DeviceNumber("9"))))
                .hasMessageContaining("unknown device");
        assertThatThrownBy(() -> floor.withoutSession(session(1, DESK))).hasMessage("no such session: 1");
        assertThatThrownBy(() -> taken.withoutUser(ANN)).hasMessageContaining("still has a session");
        assertThatThrownBy(() -> taken.withoutDevice(DESK)).hasMessageContaining("still has a session");
    }

    @Test
    void devicesBehind_followsTheDialString() {
        DialString old = new DialString("PJSIP/1001");
        Device moved = new Device(
                DESK,
                Technology.PJSIP,
                new DialString("PJSIP/reception"),
                DeviceKind.ADHOC,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Device.FROM_INTERNAL,
                new DisplayName("desk"),
                Optional.empty(),
                false);

        assertThat(floor.devicesBehind(old)).containsExactly(DESK);
        assertThat(floor.withDevice(moved).devicesBehind(old)).isEmpty();
        assertThat(floor.withDevice(moved).devicesBehind(moved.dial())).containsExactly(DESK);
        assertThat(floor.withoutDevice(DESK).devicesBehind(old)).isEmpty();
    }

    @Test
    void aliases_areFoundByNameAndByWhomTheyStandFor() {
        Alias desk = Alias.of(new AliasName("+15551001"), DESK);
        Alias low = Alias.of(new AliasName("ann"), ANN);
        Alias high = Alias.of(new AliasName("ann.lee"), ANN);
        Floor named = floor.withAlias(high).withAlias(low).withAlias(desk);

        assertThat(named.alias(new AliasName("ann"))).contains(low);
        assertThat(named.aliasesOf(ANN)).containsExactly(low.name(), high.name());
        assertThat(named.aliasesOf(DESK)).containsExactly(desk.name());
        assertThat(floor.withAliases(List.of(high, desk, low)).aliasesOf(ANN)).isEqualTo(named.aliasesOf(ANN));
        assertThat(named.withAlias(Alias.of(low.name(), DESK)).aliasesOf(ANN)).containsExactly(high.name());
        assertThat(named.withoutAlias(low.name()).aliasesOf(ANN)).containsExactly(high.name());
        assertThat(floor.aliases()).as("the old floor").isEmpty();
    }

    @Test
    void aliases_goWithWhomTheyStandFor() {
        Floor named = floor.withAlias(Alias.of(new AliasName("+15551001"), DESK))
                .withAlias(Alias.of(new AliasName("ann"), ANN));

        assertThat(named.withoutDevice(DESK).aliases()).extracting(Alias::user).containsExactly(Optional.of(ANN));
        assertThat(named.withoutUser(ANN).aliases()).extracting(Alias::device).containsExactly(Optional.of(DESK));
        assertThatThrownBy(() -> floor.withAlias(Alias.of(new AliasName("x"), new DeviceNumber("9"))))
                .hasMessage("alias of unknown device 9");
        assertThatThrownBy(() -> floor.withAliases(List.of(Alias.of(new AliasName("x"), new UserNumber("9")))))
                .hasMessage("alias of unknown user 9");
    }

    @Test
    void shardedMap_doesWhatAHashMapDoes() {
        likeAHashMap(key -> key);
    }

    @Test
    void shardedMap_doesWhatAHashMapDoes_whenKeysShareTheirHash() {
        likeAHashMap(Lumped::new);
    }

    private static <K> void likeAHashMap(IntFunction<K> keys) {
        long seed = System.nanoTime();
        var random = new Random(seed);
        Map<K, Integer> expected = new HashMap<>();
        ShardedMap<K, Integer> map = ShardedMap.of(expected);
        for (int i = 0; i < 5000; i++) {
            K key = keys.apply(random.nextInt(1000));
            if (random.nextInt(3) == 0) {
                expected.remove(key);
                map = map.without(key);
            } else {
                expected.put(key, i);
                map = map.with(key, i);
            }
        }

        for (ShardedMap<K, Integer> same : List.of(map, ShardedMap.of(expected))) {
            assertThat(same.size()).as("seed " + seed).isEqualTo(expected.size());
            assertThat(same.values()).as("seed " + seed).containsExactlyInAnyOrderElementsOf(expected.values());
            for (int i = 0; i < 1000; i++) {
                K key = keys.apply(i);
                assertThat(same.get(key)).as("seed " + seed).isEqualTo(Optional.ofNullable(expected.get(key)));
            }
        }
    }

    /** A key of which every hundredth has the same hash. */
    private record Lumped(int id) {
        @Override
        public int hashCode() {
            return id % 100;
        }
    }

    private static Session session(long id, DeviceNumber device) {
        return new Session(id, device, ANN, Instant.EPOCH, How.CODE);
    }
}
