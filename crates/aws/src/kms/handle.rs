use stackwright_cfn::kms as cfn;
use stackwright_core::handle;

use crate::iam::{Grant, Statement};
use crate::link::Link;

handle! {
    /// Names a key.
    pub struct KeyHandle(cfn::KeyHandle);
}

impl KeyHandle {
    /// A link for who encrypts with it, directly or by data keys: the right, and its ARN as
    /// `.._ARN`. Of what a service encrypts with it, as a queue, the rights go along with those to
    /// that.
    ///
    /// <https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html>
    pub fn encrypt(self) -> Link {
        self.link(&[
            "kms:DescribeKey",
            "kms:Encrypt",
            "kms:GenerateDataKey*",
            "kms:ReEncryptTo",
        ])
    }

    /// A link for who decrypts with it: the right, and its ARN as `.._ARN`.
    pub fn decrypt(self) -> Link {
        self.link(&["kms:Decrypt", "kms:DescribeKey"])
    }

    /// A link for who does both.
    pub fn encrypt_decrypt(self) -> Link {
        self.link(&[
            "kms:Decrypt",
            "kms:DescribeKey",
            "kms:Encrypt",
            "kms:GenerateDataKey*",
            "kms:ReEncrypt*",
        ])
    }

    /// A link for who signs with it: the right, and its ARN as `.._ARN`.
    pub fn sign(self) -> Link {
        self.link(&["kms:DescribeKey", "kms:GetPublicKey", "kms:Sign"])
    }

    /// A link for who holds signatures against it.
    pub fn verify(self) -> Link {
        self.link(&["kms:DescribeKey", "kms:GetPublicKey", "kms:Verify"])
    }

    /// A link for who makes codes of messages with it, and holds them against it.
    pub fn macs(self) -> Link {
        self.link(&["kms:DescribeKey", "kms:GenerateMac", "kms:VerifyMac"])
    }

    fn link(self, actions: &[&'static str]) -> Link {
        let right = Statement::allow(actions.iter().copied()).on([self.arn()]);
        Link::to(self)
            .right(Grant::from(right))
            .env("ARN", self.arn())
    }
}
