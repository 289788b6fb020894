package org.wabs.cloudapi.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wabs.cloudapi.webhook.Bodies.METADATA;
import static org.wabs.cloudapi.webhook.Bodies.change;
import static org.wabs.cloudapi.webhook.Bodies.events;
import static org.wabs.cloudapi.webhook.Bodies.only;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wabs.cloudapi.Language;
import org.wabs.cloudapi.MessagingLimit;
import org.wabs.cloudapi.TemplateName;
import org.wabs.cloudapi.WabaId;
import org.wabs.cloudapi.webhook.TemplateEvent.TemplateRef;

/// All fields but `messages`.
class ManagementEventTest {
    private static final String TEMPLATE =
            "\"message_template_id\":9007199254740993777,\"message_template_name\":\"order_update\",\"message_template_language\":\"en-US\"";
    private static final TemplateRef REF =
            new TemplateRef(
                    "9007199254740993777", new TemplateName("order_update"), new Language("en_US"));

    @Test
    void templateStatusKeepsLargeIdsAndReasons() {
        String value =
                "\"event\":\"PAUSED\",%s,\"reason\":\"NONE\",\"message_template_category\":\"MARKETING\",\"other_info\":{\"title\":\"FIRST_PAUSE\",\"description\":\"D\"},\"disable_info\":{\"disable_date\":\"x\"},\"rejection_info\":{\"reason\":\"R\",\"recommendation\":\"C\"}"
                        .formatted(TEMPLATE);
        var event =
                only(
                        TemplateEvent.TemplateStatusChanged.class,
                        change("message_template_status_update", value));
        assertThat(event.template()).isEqualTo(REF);
        assertThat(event.event()).isEqualTo("PAUSED");
        assertThat(event.reason()).isNull();
        assertThat(event.title()).isEqualTo("FIRST_PAUSE");
        assertThat(event.rejectionReason()).isEqualTo("R");
        assertThat(event.recommendation()).isEqualTo("C");
    }

    @Test
    void rejectionInfoMayStandBesideTheValue() {
        String body =
                change(
                                "message_template_status_update",
                                "\"event\":\"REJECTED\"," + TEMPLATE + ",\"reason\":null")
                        .replace("\"field\":", "\"rejection_info\":{\"reason\":\"R\"},\"field\":");
        assertThat(only(TemplateEvent.TemplateStatusChanged.class, body).rejectionReason())
                .isEqualTo("R");
    }

    @ParameterizedTest
    @ValueSource(strings = {"message_template_quality_update", "message_template_status_update"})
    void qualityIsKnownByItsContentWhateverTheField(String field) {
        String value =
                "\"previous_quality_score\":\"GREEN\",\"new_quality_score\":\"YELLOW\"," + TEMPLATE;
        var event = only(TemplateEvent.TemplateQualityChanged.class, change(field, value));
        assertThat(event.previous()).isEqualTo("GREEN");
        assertThat(event.current()).isEqualTo("YELLOW");
        assertThat(event.template()).isEqualTo(REF);
    }

    @Test
    void changedComponentsAndCategoriesNameTheTemplate() {
        assertThat(
                        only(
                                        TemplateEvent.TemplateComponentsChanged.class,
                                        change("message_template_components_update", TEMPLATE))
                                .template())
                .isEqualTo(REF);
        var announced =
                only(
                        TemplateEvent.TemplateCategoryChanged.class,
                        change(
                                "template_category_update",
                                TEMPLATE
                                        + ",\"new_category\":\"UTILITY\",\"correct_category\":\"MARKETING\""));
        assertThat(announced.isAnnouncement()).isTrue();
        assertThat(announced.upcoming()).contains("MARKETING");
        var done =
                only(
                        TemplateEvent.TemplateCategoryChanged.class,
                        change(
                                "template_category_update",
                                TEMPLATE
                                        + ",\"previous_category\":\"UTILITY\",\"new_category\":\"MARKETING\""));
        assertThat(done.isAnnouncement()).isFalse();
        assertThat(done.newCategory()).isEqualTo("MARKETING");
    }

    @Test
    void templateEventOfNoTemplateIsMalformed() {
        assertThat(
                        only(
                                        MalformedElement.class,
                                        change(
                                                "message_template_status_update",
                                                "\"event\":\"APPROVED\""))
                                .why())
                .contains("message_template_id");
        assertThat(
                        only(
                                        MalformedElement.class,
                                        change("message_template_status_update", TEMPLATE))
                                .why())
                .contains("event");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"TIER_2K\"',2000",
        "2000,2000",
        "'\"2000\"',2000",
        "'\"UNLIMITED\"',2147483647",
        "-1,2147483647"
    })
    void capabilityIsReadInEveryForm(String limit, int recipients) {
        var event =
                only(
                        AccountEvent.BusinessCapabilityChanged.class,
                        change(
                                "business_capability_update",
                                "\"max_daily_conversations_per_business\":"
                                        + limit
                                        + ",\"max_phone_numbers_per_waba\":20"));
        assertThat(event.limit()).isEqualTo(new MessagingLimit(recipients));
        assertThat(event.maxNumbersPerWaba()).isEqualTo(20);
    }

    @Test
    void olderCapabilityAndQualityFieldsAreRead() {
        assertThat(
                        only(
                                        AccountEvent.BusinessCapabilityChanged.class,
                                        change(
                                                "business_capability_update",
                                                "\"max_daily_conversation_per_phone\":-1"))
                                .limit())
                .isEqualTo(MessagingLimit.UNLIMITED);
        var quality =
                only(
                        AccountEvent.PhoneNumberQualityChanged.class,
                        change(
                                "phone_number_quality_update",
                                "\"display_phone_number\":\"+1 555-078-3881\",\"event\":\"FLAGGED\",\"current_limit\":\"TIER_1K\""));
        assertThat(quality.limit()).isEqualTo(new MessagingLimit(1000));
        assertThat(quality.source().displayPhoneNumber()).isEqualTo("15550783881");
        assertThat(quality.phoneNumberId()).isNull();
    }

    @Test
    void accountEventsAreTyped() {
        var restricted =
                only(
                        AccountEvent.AccountChanged.class,
                        change(
                                "account_update",
                                "\"event\":\"ACCOUNT_RESTRICTION\",\"restriction_info\":[{\"restriction_type\":\"RESTRICTED_BIZ_INITIATED_MESSAGING\",\"expiration\":1750030073}]"));
        assertThat(restricted.restrictions().getFirst().type())
                .isEqualTo("RESTRICTED_BIZ_INITIATED_MESSAGING");
        assertThat(restricted.wabaId()).contains(new WabaId("102290129340398"));
        var banned =
                only(
                        AccountEvent.AccountChanged.class,
                        change(
                                "account_update",
                                "\"event\":\"DISABLED_UPDATE\",\"ban_info\":{\"waba_ban_state\":\"DISABLE\",\"waba_ban_date\":\"January 31, 2026\"},\"violation_info\":{\"violation_type\":\"SPAM\"}"));
        assertThat(banned.banState()).isEqualTo("DISABLE");
        assertThat(banned.violationType()).isEqualTo("SPAM");
        var alert =
                only(
                        AccountEvent.AccountAlert.class,
                        change(
                                "account_alerts",
                                "\"entity_type\":\"BUSINESS\",\"entity_id\":123,\"alert_info\":{\"alert_severity\":\"CRITICAL\",\"alert_status\":\"ACTIVE\",\"alert_type\":\"OBA_APPROVED\",\"alert_description\":\"D\"}"));
        assertThat(alert.severity()).isEqualTo("CRITICAL");
        assertThat(alert.entityId()).isEqualTo("123");
        assertThat(
                        only(
                                        AccountEvent.AccountReviewed.class,
                                        change(
                                                "account_review_update",
                                                "\"decision\":\"APPROVED\""))
                                .decision())
                .isEqualTo("APPROVED");
        assertThat(
                        only(
                                        AccountEvent.PhoneNumberNameChanged.class,
                                        change(
                                                "phone_number_name_update",
                                                "\"display_phone_number\":\"1555\",\"decision\":\"REJECTED\",\"requested_verified_name\":\"N\",\"rejection_reason\":\"NAME_X\""))
                                .rejectionReason())
                .isEqualTo("NAME_X");
        assertThat(
                        only(
                                        AccountEvent.SecurityEvent.class,
                                        change(
                                                "security",
                                                "\"event\":\"PIN_CHANGED\",\"requester\":\"1\""))
                                .event())
                .isEqualTo("PIN_CHANGED");
        assertThat(
                        only(
                                        AccountEvent.UsernameChanged.class,
                                        change(
                                                "business_username_update",
                                                "\"username\":\"shop\",\"status\":\"approved\""))
                                .username())
                .isEqualTo("shop");
    }

    @Test
    void partnerEventsNameTheAccountInsideAndNotTheEntry() {
        var removed =
                only(
                        AccountEvent.AccountChanged.class,
                        change(
                                "account_update",
                                "\"event\":\"PARTNER_REMOVED\",\"waba_info\":{\"waba_id\":\"495709166956424\",\"owner_business_id\":\"1\"},\"disconnection_info\":{\"reason\":\"R\"}"));
        assertThat(removed.wabaId()).contains(new WabaId("495709166956424"));
        assertThat(removed.entryId()).isEqualTo("102290129340398");
        assertThat(removed.disconnectionReason()).isEqualTo("R");
        assertThat(
                        only(
                                        AccountEvent.AccountChanged.class,
                                        change("account_update", "\"event\":\"PARTNER_ADDED\""))
                                .wabaId())
                .isEmpty();
    }

    @Test
    void marketingPreferencesAreOnePerPerson() {
        String body =
                change(
                        "user_preferences",
                        METADATA
                                + """
                                ,"contacts":[{"user_id":"US.1"}],"user_preferences":[
                                {"wa_id":"16505551234","category":"marketing_messages","value":"stop","detail":"D","timestamp":1731705721},
                                {"user_id":"US.1","category":"marketing_messages","value":"resume","timestamp":"1731705722"},
                                {"user_id":"US.1","category":"marketing_messages","value":"maybe"},
                                {"category":"marketing_messages","value":"stop"}]\
                                """);
        var events = events(body);
        assertThat(events).hasSize(4);
        assertThat(events.get(0))
                .isInstanceOfSatisfying(
                        UserPreference.class,
                        preference -> {
                            assertThat(preference.value()).isEqualTo(UserPreference.Value.STOP);
                            assertThat(preference.waId()).isEqualTo("16505551234");
                            assertThat(preference.timestamp())
                                    .isEqualTo(Instant.ofEpochSecond(1731705721));
                            assertThat(preference.toString()).doesNotContain("16505551234");
                        });
        assertThat(((UserPreference) events.get(1)).value()).isEqualTo(UserPreference.Value.RESUME);
        assertThat(((UserPreference) events.get(2)).value())
                .isEqualTo(UserPreference.Value.UNKNOWN);
        assertThat(events.get(3)).isInstanceOf(MalformedElement.class);
    }

    @Test
    void coexistenceEventsAreTyped() {
        String echo =
                METADATA
                        + ",\"message_echoes\":[{\"from\":\"15550783881\",\"to\":\"16505551234\",\"id\":\"wamid.E\",\"timestamp\":\"1739321024\",\"type\":\"text\",\"text\":{\"body\":\"From my phone\"}}]";
        var sent = only(CoexistenceEvent.MessageEcho.class, change("smb_message_echoes", echo));
        assertThat(sent.content()).isEqualTo(new InboundContent.Text("From my phone"));
        assertThat(sent.to()).isEqualTo("16505551234");
        String sync =
                METADATA
                        + ",\"state_sync\":[{\"type\":\"contact\",\"action\":\"add\",\"contact\":{\"full_name\":\"P M\",\"first_name\":\"P\",\"phone_number\":\"16505551234\"},\"metadata\":{\"timestamp\":\"1739321024\"}}]";
        assertThat(
                        only(
                                        CoexistenceEvent.AppStateSync.class,
                                        change("smb_app_state_sync", sync))
                                .fullName())
                .isEqualTo("P M");
        String history =
                METADATA
                        + ",\"history\":[{\"metadata\":{\"phase\":1,\"chunk_order\":2,\"progress\":55},\"threads\":[{\"id\":\"16505551234\",\"messages\":[]}]},{\"errors\":[{\"code\":2593109}]}]";
        var events = events(change("history", history));
        assertThat(events).hasSize(2);
        assertThat(((CoexistenceEvent.History) events.getFirst()).progress()).isEqualTo(55);
        assertThat(((CoexistenceEvent.History) events.getFirst()).threads().size()).isEqualTo(1);
        assertThat(((CoexistenceEvent.History) events.getLast()).errors().getFirst().code())
                .isEqualTo(2593109);
        String lateMedia =
                METADATA
                        + ",\"messages\":["
                        + Bodies.message("\"type\":\"image\",\"image\":{\"id\":\"1\"}")
                        + "]";
        assertThat(
                        only(CoexistenceEvent.History.class, change("history", lateMedia))
                                .raw()
                                .path("id")
                                .asString())
                .isEqualTo("wamid.X");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "calls",
                "flows",
                "group_lifecycle_update",
                "partner_solutions",
                "field_of_next_year",
                "messages",
                "history",
                "smb_message_echoes",
                "user_preferences"
            })
    void whatThisVersionDoesNotActOnIsKeptWithItsField(String field) {
        UnknownEvent event =
                only(UnknownEvent.class, change(field, METADATA + ",\"something\":{\"new\":true}"));
        assertThat(event.field()).isEqualTo(field);
        assertThat(event.raw().at("/something/new").booleanValue()).isTrue();
    }
}
