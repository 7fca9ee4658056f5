"""Cases: what officers put down of referrals, who may, how many they can work, and what one exercise recalls of another."""
