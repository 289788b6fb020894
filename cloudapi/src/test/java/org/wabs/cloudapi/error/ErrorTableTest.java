package org.wabs.cloudapi.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorTableTest {
    /// Every code that Meta has published up to 2026-10; ranges by their ends.
    private static final int[] CODES = {
        0, 1, 2, 3, 4, 10, 33, 100, 190, 200, 250, 299, 200005, 200006, 200007, 368, 613, 80007,
        130429, 130472, 130497, 131000, 131005, 131008, 131009, 131016, 131020, 131021, 131026,
        131030, 131031, 131035, 131036, 131037, 131041, 131042, 131044, 131045, 131047, 131048,
        131049, 131050, 131051, 131052, 131053, 131055, 131056, 131057, 131059, 131060, 131062,
        131063, 131064, 131201, 131215, 132000, 132001, 132005, 132007, 132008, 132012, 132018,
        132015, 132016, 132068, 132069, 133000, 133004, 133005, 133006, 133007, 133008, 133009,
        133010, 133011, 133014, 133015, 133016, 134011, 134100, 134101, 134102, 134103, 135000,
        137000, 138000, 138999, 139000, 139004, 139100, 139101, 139102, 139103, 147001, 147005,
        1752041, 2388001, 2388012, 2388091, 2388093, 2388103, 2388019, 2388040, 2388047, 2388072,
        2388073, 2388293, 2388299, 2494100, 2593107, 2593108, 2593109
    };

    @Test
    void everyCodeOfMetasTableIsListed() {
        assertThat(Arrays.stream(CODES).filter(code -> ErrorTable.find(code).isEmpty())).isEmpty();
    }

    @Test
    void everyEntryExplainsItselfToAPerson() {
        assertThat(ErrorTable.entries())
                .isNotEmpty()
                .allSatisfy(entry -> {
                    assertThat(entry.meaning()).isNotBlank();
                    assertThat(entry.plainWords()).isNotBlank().endsWith(".");
                    assertThat(entry.wayOut()).isNotBlank().endsWith(".");
                    assertThat(entry.lastCode()).isGreaterThanOrEqualTo(entry.firstCode());
                });
    }

    @Test
    void nothingIsListedThatMetaDoesNotList() {
        IntStream others =
                IntStream.of(
                        -1, 5, 11, 99, 300, 131001, 131010, 131200, 131216, 132999, 133001, 133017,
                        139005, 139104);
        assertThat(others.filter(code -> ErrorTable.find(code).isPresent())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "131026, RECIPIENT, FAIL",
        "131049, RECIPIENT, WAIT_USER",
        "131050, RECIPIENT, FAIL",
        "130472, RECIPIENT, FAIL",
        "131047, MESSAGE, FAIL",
        "132005, MESSAGE, FAIL",
        "132000, TEMPLATE, STOP",
        "132001, TEMPLATE, STOP",
        "132015, TEMPLATE, STOP",
        "132016, TEMPLATE, STOP",
        "131045, NUMBER, STOP",
        "133010, NUMBER, STOP",
        "131048, NUMBER, PAUSE_NUMBER",
        "190, ACCOUNT, REAUTHENTICATE",
        "0, ACCOUNT, REAUTHENTICATE",
        "131031, ACCOUNT, STOP",
        "131042, ACCOUNT, STOP",
        "368, ACCOUNT, STOP",
        "10, APP, STOP",
        "130429, CAPACITY, RETRY",
        "131056, CAPACITY, RETRY",
        "131000, CAPACITY, RETRY",
        "131057, CAPACITY, PAUSE_NUMBER"
    })
    void codesConcernWhomTheyConcern(int code, Concerns concerns, Action action) {
        ErrorEntry entry = ErrorTable.entryFor(error(code, null, 400, false));
        assertThat(entry.concerns()).isEqualTo(concerns);
        assertThat(entry.action()).isEqualTo(action);
    }

    /// A dead token or an unpaid bill must not fail the people in the queue.
    @Test
    void noErrorOfAccountTemplateNumberOrAppFailsARecipient() {
        assertThat(ErrorTable.entries())
                .filteredOn(entry ->
                        entry.action() == Action.FAIL || entry.action() == Action.WAIT_USER)
                .allSatisfy(entry ->
                        assertThat(entry.concerns()).isIn(Concerns.RECIPIENT, Concerns.MESSAGE));
        assertThat(ErrorTable.entries())
                .filteredOn(entry ->
                        entry.action() == Action.STOP || entry.action() == Action.REAUTHENTICATE)
                .allSatisfy(entry ->
                        assertThat(entry.concerns()).isNotIn(Concerns.RECIPIENT, Concerns.MESSAGE));
    }

    @Test
    void subcodeTellsUnderInvalidParameterOnly() {
        assertThat(ErrorTable.entryFor(error(100, 2388072, 400, false)).firstCode())
                .isEqualTo(2388072);
        assertThat(ErrorTable.entryFor(error(100, 2388999, 400, false)).firstCode()).isEqualTo(100);
        assertThat(ErrorTable.entryFor(error(190, 463, 401, false)).firstCode()).isEqualTo(190);
    }

    @ParameterizedTest
    @CsvSource({
        "400, true, CAPACITY, RETRY",
        "401, false, ACCOUNT, REAUTHENTICATE",
        "403, false, ACCOUNT, STOP",
        "400, false, MESSAGE, FAIL",
        "0, false, MESSAGE, FAIL",
        "500, false, MESSAGE, FAIL"
    })
    void unlistedCodesFollowTheDefaultRule(
            int status, boolean isTransient, Concerns concerns, Action action) {
        ErrorEntry entry = ErrorTable.entryFor(error(777777, null, status, isTransient));
        assertThat(entry.concerns()).isEqualTo(concerns);
        assertThat(entry.action()).isEqualTo(action);
        assertThat(entry.covers(777777)).isTrue();
        assertThat(entry.plainWords()).isNotBlank();
        assertThat(entry.wayOut()).isNotBlank();
    }

    private static MetaError error(int code, Integer subcode, int status, boolean isTransient) {
        return new MetaError(code, subcode, "message", null, null, status, isTransient);
    }
}
