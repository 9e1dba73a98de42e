package io.eventlake.testing.house.family.site;

import io.eventlake.testing.house.family.web.WebFamily;

/** Sees another family, which a family may not. */
public class SiteFamily extends WebFamily {}
