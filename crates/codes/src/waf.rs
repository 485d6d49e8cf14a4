//! What constructs of AWS WAF report.

codes! {
    WAF101: "a web ACL for CloudFront outside of `us-east-1`" {
        why: "AWS WAF makes web ACLs for CloudFront in `us-east-1` only",
        fix: "put it into a stack whose environment is in `us-east-1`, and pass its ARN",
        link: "https://docs.aws.amazon.com/waf/latest/developerguide/how-aws-waf-works-resources.html",
    }
    WAF102: "a web ACL for CloudFront before something else" {
        why: "a web ACL protects distributions, or what is regional, and never both",
        fix: "make another one, with `WebAcl::regional()`",
        link: "https://docs.aws.amazon.com/waf/latest/developerguide/how-aws-waf-works-resources.html",
    }
    WAF103: "a set or a rule group for something else than the web ACL" {
        why: "what a web ACL for CloudFront names is for CloudFront, and what a regional one names is regional",
        fix: "make it with `.for_cloudfront()` or `RuleGroup::cloudfront(..)`, or the regional one",
        link: "https://docs.aws.amazon.com/waf/latest/developerguide/how-aws-waf-works-resources.html",
    }
}
