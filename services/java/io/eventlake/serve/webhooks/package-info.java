/**
 * Webhooks: events are sent to receivers of others once they are in the lake. What is to be sent is
 * kept by reference and read from the lake for each attempt.
 */
package io.eventlake.serve.webhooks;
