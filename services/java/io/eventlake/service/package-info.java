/** What the commands of the services have in common. */
package io.eventlake.service;
