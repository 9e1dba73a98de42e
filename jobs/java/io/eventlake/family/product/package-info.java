/** Product metrics: what the items of an exported DynamoDB table say of sessions and parties. */
package io.eventlake.family.product;
