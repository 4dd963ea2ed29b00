-- The tables as they were made before there were migrations, with a row in each of which rows are kept for long.
CREATE TABLE events (
    id SERIAL NOT NULL,
    sender_id VARCHAR(255) NOT NULL,
    type_name VARCHAR(255) NOT NULL,
    timestamp FLOAT,
    intent_name VARCHAR(255),
    action_name VARCHAR(255),
    data TEXT,
    PRIMARY KEY (id)
);
CREATE INDEX events_in_order ON events (sender_id, id);
CREATE INDEX ix_events_sender_id ON events (sender_id);
CREATE TABLE handovers (
    conversation VARCHAR(255) NOT NULL,
    at FLOAT NOT NULL,
    PRIMARY KEY (conversation)
);
CREATE TABLE unanswered (
    question VARCHAR(500) NOT NULL,
    times INTEGER NOT NULL,
    last_at FLOAT NOT NULL,
    PRIMARY KEY (question)
);
CREATE TABLE feedback (
    id SERIAL NOT NULL,
    said_at TIMESTAMP WITH TIME ZONE NOT NULL,
    conversation VARCHAR(64) NOT NULL,
    question VARCHAR(2000) NOT NULL,
    answer VARCHAR(4000) NOT NULL,
    thumb VARCHAR(4) NOT NULL,
    word VARCHAR(1000) NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX ix_feedback_conversation ON feedback (conversation);
CREATE TABLE channel_seen (
    key VARCHAR(200) NOT NULL,
    at FLOAT NOT NULL,
    PRIMARY KEY (key)
);
CREATE TABLE slack_overheard (
    key VARCHAR(200) NOT NULL,
    PRIMARY KEY (key)
);
CREATE TABLE slack_places (
    conversation VARCHAR(200) NOT NULL,
    person VARCHAR(130) NOT NULL,
    PRIMARY KEY (conversation)
);
CREATE INDEX ix_slack_places_person ON slack_places (person);
CREATE TABLE slack_speakers (
    key VARCHAR(200) NOT NULL,
    "user" VARCHAR(64) NOT NULL,
    PRIMARY KEY (key, "user")
);
CREATE TABLE slack_talks (
    key VARCHAR(200) NOT NULL,
    by VARCHAR(64) NOT NULL,
    PRIMARY KEY (key)
);
CREATE TABLE slack_bots (
    id SERIAL NOT NULL,
    client_id VARCHAR(32) NOT NULL,
    app_id VARCHAR(32) NOT NULL,
    enterprise_id VARCHAR(32),
    enterprise_name VARCHAR(200),
    team_id VARCHAR(32),
    team_name VARCHAR(200),
    bot_token VARCHAR(200),
    bot_id VARCHAR(32),
    bot_user_id VARCHAR(32),
    bot_scopes VARCHAR(1000),
    bot_refresh_token VARCHAR(200),
    bot_token_expires_at TIMESTAMP WITHOUT TIME ZONE,
    is_enterprise_install BOOLEAN NOT NULL,
    installed_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX slack_bots_idx ON slack_bots (client_id, enterprise_id, team_id, installed_at);
CREATE TABLE slack_installations (
    id SERIAL NOT NULL,
    client_id VARCHAR(32) NOT NULL,
    app_id VARCHAR(32) NOT NULL,
    enterprise_id VARCHAR(32),
    enterprise_name VARCHAR(200),
    enterprise_url VARCHAR(200),
    team_id VARCHAR(32),
    team_name VARCHAR(200),
    bot_token VARCHAR(200),
    bot_id VARCHAR(32),
    bot_user_id VARCHAR(32),
    bot_scopes VARCHAR(1000),
    bot_refresh_token VARCHAR(200),
    bot_token_expires_at TIMESTAMP WITHOUT TIME ZONE,
    user_id VARCHAR(32) NOT NULL,
    user_token VARCHAR(200),
    user_scopes VARCHAR(1000),
    user_refresh_token VARCHAR(200),
    user_token_expires_at TIMESTAMP WITHOUT TIME ZONE,
    incoming_webhook_url VARCHAR(200),
    incoming_webhook_channel VARCHAR(200),
    incoming_webhook_channel_id VARCHAR(200),
    incoming_webhook_configuration_url VARCHAR(200),
    is_enterprise_install BOOLEAN NOT NULL,
    token_type VARCHAR(32),
    installed_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX slack_installations_idx ON slack_installations (client_id, enterprise_id, team_id, user_id, installed_at);
CREATE TABLE slack_oauth_states (
    id SERIAL NOT NULL,
    state VARCHAR(200) NOT NULL,
    expire_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    PRIMARY KEY (id)
);
CREATE TABLE limits (
    key VARCHAR(64) NOT NULL,
    full_at FLOAT(53) NOT NULL,
    PRIMARY KEY (key)
);
CREATE TABLE turns (
    ticket BIGSERIAL NOT NULL,
    key VARCHAR(300) NOT NULL,
    place FLOAT(53) NOT NULL,
    owner INTEGER NOT NULL,
    held BOOLEAN NOT NULL,
    until FLOAT(53) NOT NULL,
    PRIMARY KEY (ticket)
);
CREATE INDEX ix_turns_key ON turns (key);
INSERT INTO events (sender_id, type_name, timestamp, data) VALUES ('rest-me', 'user', 1.5, '{"text": "is the gre needed"}');
INSERT INTO unanswered (question, times, last_at) VALUES ('how is the food', 3, 1.5);
INSERT INTO handovers (conversation, at) VALUES ('rest-me', 1.5);
INSERT INTO feedback (said_at, conversation, question, answer, thumb, word)
    VALUES ('2026-11-01 10:00:00', 'rest-me', 'is the gre needed', 'Not at most.', 'up', 'thanks');
INSERT INTO channel_seen VALUES ('slack:1', 1.5);
INSERT INTO slack_talks VALUES ('T1', 'U1');
INSERT INTO slack_installations (client_id, app_id, user_id, bot_token, is_enterprise_install, installed_at)
    VALUES ('C', 'A', 'U', 'xoxb-1', true, '2026-11-01 10:00:00');
