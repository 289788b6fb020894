package org.wabs.cloudapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.wabs.cloudapi.Messages.text;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Ids, versions and settings: what they refuse, what they hide.
class ValuesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @ParameterizedTest
    @ValueSource(
            strings = {"", "12a", "1/../2", "1?x", "１２", "-1", "123456789012345678901234567890123"})
    void idsAreDigitsThatCannotLeaveTheirPlaceInTheUrl(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PhoneNumberId(value))
                .withMessageContaining("phone number id");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WabaId(value))
                .withMessageContaining("WABA id");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MetaAppId(value))
                .withMessageContaining("app id");
    }

    @Test
    void secretsAndPeopleAreMasked() {
        assertThat(new AccessToken("EAAsecret")).hasToString("***");
        assertThat(new AppSecret("0123456789abcdef")).hasToString("***");
        assertThat(new Recipient.Phone("+12025550123")).hasToString("+***0123");
        assertThat(new Recipient.BusinessScopedUser("US.13491208655302741918"))
                .hasToString("US.***1918");
        assertThat(new Recipient.BusinessScopedUser("US.1")).hasToString("US.***1");
        assertThat(text("the private words").toString())
                .doesNotContain("private")
                .doesNotContain("2025550")
                .contains("0198f3c2.1");
        assertThat(new Content.Text("the private words", false).toString())
                .doesNotContain("private");
        var parameters = List.<BodyParameter>of(new BodyParameter.Text(null, "private"));
        var template =
                new Content.Template(
                        new TemplateName("hello"),
                        new Language("en"),
                        List.of(new TemplateComponent.Body(parameters)));
        assertThat(template.toString()).contains("hello").doesNotContain("private");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer x y", "line\nbreak", "", "sch\u00f6n"})
    void tokensThatCannotStandInAHeaderAreRefused(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AccessToken(value))
                .withMessageContaining("access token")
                .satisfies(e ->
                        assertThat(value.isEmpty() || !e.getMessage().contains(value)).isTrue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12025550123",
                "+1 202 555 0123",
                "+0123456789",
                "+123",
                "",
                "US",
                "us.12",
                "US."
            })
    void recipientsAreE164OrUserIds(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Recipient.parse(value))
                .withMessageContaining("recipient");
    }

    @Test
    void recipientsOfBothKindsAreRead() {
        assertThat(Recipient.parse("+12025550123")).isInstanceOf(Recipient.Phone.class);
        assertThat(Recipient.parse("US.ENT.1181")).isInstanceOf(Recipient.BusinessScopedUser.class);
    }

    @Test
    void languagesWithHyphenAreTheSame() {
        assertThat(new Language("en-US")).isEqualTo(new Language("en_US"));
        assertThatNoException().isThrownBy(() -> new Language("zh_Hant_TW"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Language("english please"));
    }

    @ParameterizedTest
    @CsvSource({
        "TIER_250,250",
        "TIER_2K,2000",
        "TIER_100K,100000",
        "2000,2000",
        "10000,10000",
        "TIER_UNLIMITED,2147483647",
        "UNLIMITED,2147483647",
        "-1,2147483647"
    })
    void messagingLimitsAreReadInAllForms(String text, int recipients) {
        assertThat(MessagingLimit.parse(text)).contains(new MessagingLimit(recipients));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TIER_NOT_SET", "", "lots", "TIER_", "99999999999"})
    void unknownMessagingLimitsAreNone(String text) {
        assertThat(MessagingLimit.parse(text)).isEmpty();
    }

    @Test
    void versionsAliveAreAcceptedAndOldOnesWarn() {
        assertThat(GraphVersion.parse("v25.0", TODAY)).isEqualTo(GraphVersion.DEFAULT);
        assertThat(GraphVersion.parse("v26.0", TODAY).warning()).isEmpty();
        assertThat(GraphVersion.parse("v24.0", TODAY).warning()).isEmpty();
        assertThat(GraphVersion.parse("v21.0", TODAY).warning())
                .hasValueSatisfying(w -> assertThat(w).contains("2027-01-21"));
        assertThat(GraphVersion.parse("v31.0", TODAY).warning())
                .hasValueSatisfying(w -> assertThat(w).contains("not known"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v20.0", "v19.0", "v18.0", "v1.0"})
    void stoppedVersionsAreRefusedWithTheWayOut(String version) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GraphVersion.parse(version, TODAY))
                .withMessageContaining(version)
                .withMessageContaining("use v25.0");
    }

    @Test
    void versionStopsOnItsDay() {
        assertThatNoException()
                .isThrownBy(() -> GraphVersion.parse("v21.0", LocalDate.of(2027, 1, 20)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GraphVersion.parse("v21.0", LocalDate.of(2027, 1, 21)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"25", "v25", "25.0", "v25.0/me", "", "latest"})
    void malformedVersionsAreRefused(String version) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GraphVersion.parse(version, TODAY))
                .withMessageContaining("written like v25.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://graph.facebook.com",
                "ftp://127.0.0.1",
                "https://u:p@x.org",
                "https://x.org/?a=b",
                "https:///x",
                "graph.facebook.com",
                "http://127.0.0.1.evil.org"
            })
    void baseUrlMustBeSafe(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config(url))
                .withMessageContaining("Graph base URL");
    }

    @Test
    void plainHttpIsForThisMachineOnly() {
        assertThat(config("http://127.0.0.1:8081").isLoopback()).isTrue();
        assertThat(config("http://localhost:8081").isLoopback()).isTrue();
        assertThat(config("http://[::1]:8081").isLoopback()).isTrue();
        assertThat(config("https://graph.facebook.com").isLoopback()).isFalse();
    }

    @Test
    void configRefusesTimesAndCountsThatCannotWork() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new CloudApiConfig(
                                CloudApiConfig.META,
                                GraphVersion.DEFAULT,
                                Duration.ZERO,
                                Duration.ofSeconds(1),
                                1));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new CloudApiConfig(
                                CloudApiConfig.META,
                                GraphVersion.DEFAULT,
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(-1),
                                1));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new CloudApiConfig(
                                CloudApiConfig.META,
                                GraphVersion.DEFAULT,
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(1),
                                0));
    }

    @Test
    void messagesBeyondMetasLimitsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Content.Text(" ", false));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Content.Text("x".repeat(4097), false));
        assertThatNoException()
                .isThrownBy(() -> new Content.Text("\ud83d\ude00".repeat(4096), false));
        var content = new Content.Text("Hi", false);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OutboundMessage(Messages.TO, content, null, "x".repeat(513)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OutboundMessage(Messages.TO, content, null, ""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TemplateComponent.Button(10, new ButtonParameter.Url("x")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MediaReference.ByLink("file:///etc/passwd"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Wamid("wamid with spaces"));
        assertThatIllegalArgumentException().isThrownBy(() -> new TemplateName(""));
    }

    private static CloudApiConfig config(String url) {
        return new CloudApiConfig(
                URI.create(url),
                GraphVersion.DEFAULT,
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                64);
    }
}
