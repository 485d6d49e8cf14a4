use stackwright_core::Text;

/// Rules that AWS keeps.
///
/// <https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html>
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ManagedRules {
    /// What is wrong with requests to any site.
    Common,
    /// What is known to be an attack.
    KnownBadInputs,
    /// Pages of administration.
    AdminProtection,
    /// Texts for SQL.
    SqlInjection,
    /// Attacks on Linux.
    Linux,
    /// Addresses that Amazon knows for bots.
    IpReputation,
    /// Addresses behind which people hide.
    AnonymousIp,
    /// Another group of AWS's, by its name, as `AWSManagedRulesUnixRuleSet`.
    Other(Text),
}

impl ManagedRules {
    pub(super) fn name(&self) -> Text {
        Text::Borrowed(match self {
            ManagedRules::Common => "AWSManagedRulesCommonRuleSet",
            ManagedRules::KnownBadInputs => "AWSManagedRulesKnownBadInputsRuleSet",
            ManagedRules::AdminProtection => "AWSManagedRulesAdminProtectionRuleSet",
            ManagedRules::SqlInjection => "AWSManagedRulesSQLiRuleSet",
            ManagedRules::Linux => "AWSManagedRulesLinuxRuleSet",
            ManagedRules::IpReputation => "AWSManagedRulesAmazonIpReputationList",
            ManagedRules::AnonymousIp => "AWSManagedRulesAnonymousIpList",
            ManagedRules::Other(name) => return name.clone(),
        })
    }
}
