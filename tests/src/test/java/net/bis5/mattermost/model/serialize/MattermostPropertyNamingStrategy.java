package net.bis5.mattermost.model.serialize;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;

/**
 * Stands before the class of this name in mattermost4j 0.25.0, its newest release: that one asks
 * Jackson for a constant that Jackson 2.20 no longer has. The names are the same for everything but
 * the server's configuration, which no test here reads. To be removed with the next mattermost4j.
 */
public class MattermostPropertyNamingStrategy extends PropertyNamingStrategies.SnakeCaseStrategy {

  private static final long serialVersionUID = 1;
}
